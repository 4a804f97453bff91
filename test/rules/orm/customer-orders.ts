/** Where the mapped classes of customers and their orders begin; what else they hold is written below them. */
export const customerClass = `class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)`;

export const orderClass = `
class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)`;

/** Customers and orders as models of Prisma; the field `customer` and the end of `Order` are written below them. */
export const customerAndOrderModels = `model Customer {
  id     Int     @id
  orders Order[]
}
model Order {
  id         Int      @id
  customerId Int`;
